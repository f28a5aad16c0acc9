package dev.beckon.ops;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;

/**
 * Who this process is to the others.
 *
 * @param name no other process has it
 * @param role which half of the service it runs
 * @param heartbeat how often it is heard of
 */
record ProcessIdentity(String name, String role, Duration heartbeat) {

	static ProcessIdentity of(OpsProperties properties, String role) {
		String name = properties.process().isEmpty() ? host() + "-" + UUID.randomUUID().toString().substring(0, 6)
				: properties.process();
		return new ProcessIdentity(name, role, properties.heartbeat());
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException nameless) {
			return "process";
		}
	}

}
