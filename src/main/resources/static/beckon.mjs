/*! Beckon's client for shops, as a module. Apache-2.0. */
import './beckon.js';

export const create = globalThis.Beckon.create;
export default globalThis.Beckon;
