package dev.beckon.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.jspecify.annotations.Nullable;

/**
 * Keep-alive connections to one service of this machine, as many as are needed at once.
 * Does as little as HTTP/1.1 allows, since whoever measures shares the processors with
 * what is measured. Meant for virtual threads. Thread safety: safe.
 */
final class HttpConnections implements AutoCloseable {

	private static final String KEY = "X-Api-Key: local-admin\r\n";

	private static final int TIMEOUT_MILLIS = 5_000;

	/** Enough for the headers and what an answer says of itself before its items. */
	private static final int HEAD = 700;

	private final int port;

	private final int kept;

	private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

	HttpConnections(int port) {
		this(port, HEAD);
	}

	/** Keeps more of each answer. */
	HttpConnections(int port, int keptBytes) {
		this.port = port;
		this.kept = keptBytes;
	}

	/**
	 * An answer.
	 *
	 * @param head the status line and the beginning of what follows, headers included
	 */
	record Response(int status, String head) {
	}

	/** The head of a GET. */
	static byte[] get(String pathAndQuery) {
		return ("GET " + pathAndQuery + " HTTP/1.1\r\nHost: localhost\r\n" + KEY + "\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	/** A whole request with a JSON body. */
	static byte[] json(String method, String path, byte[] body) {
		byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + KEY
				+ "Content-Type: application/json\r\n" + "Content-Length: " + body.length + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		byte[] request = new byte[head.length + body.length];
		System.arraycopy(head, 0, request, 0, head.length);
		System.arraycopy(body, 0, request, head.length, body.length);
		return request;
	}

	/** Sends a request and returns the answer, read to its end. */
	Response send(byte[] request) throws IOException {
		Connection used = this.idle.pollFirst();
		if (used == null) {
			return send(request, new Connection(this.port));
		}
		try {
			return send(request, used);
		}
		catch (EOFException idleForTooLong) {
			return send(request, new Connection(this.port));
		}
	}

	private Response send(byte[] request, Connection connection) throws IOException {
		try {
			Response response = connection.exchange(request, this.kept);
			if (response.head().contains("\r\nConnection: close")) {
				connection.close();
			}
			else {
				this.idle.addFirst(connection);
			}
			return response;
		}
		catch (IOException failed) {
			connection.close();
			throw failed;
		}
	}

	@Override
	public void close() {
		for (Connection connection = this.idle.poll(); connection != null; connection = this.idle.poll()) {
			connection.close();
		}
	}

	/** One connection, for one request at a time. */
	private static final class Connection {

		private final Socket socket = new Socket();

		private final InputStream input;

		private byte[] buffer = new byte[8 * 1024];

		Connection(int port) throws IOException {
			this.socket.setTcpNoDelay(true);
			this.socket.setSoTimeout(TIMEOUT_MILLIS);
			this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
			this.input = this.socket.getInputStream();
		}

		Response exchange(byte[] request, int kept) throws IOException {
			this.socket.getOutputStream().write(request);
			int length = 0;
			@Nullable ResponseEnd end = null;
			while (end == null || !end.isReached(this.buffer, length)) {
				if (length == this.buffer.length) {
					this.buffer = Arrays.copyOf(this.buffer, 2 * length);
				}
				int read = this.input.read(this.buffer, length, this.buffer.length - length);
				if (read < 0) {
					throw new EOFException("the service has closed the connection");
				}
				length += read;
				end = (end != null) ? end : ResponseEnd.of(this.buffer, length);
			}
			String head = new String(this.buffer, 0, Math.min(length, kept), StandardCharsets.ISO_8859_1);
			return new Response(Integer.parseInt(head, 9, 12, 10), head);
		}

		void close() {
			try {
				this.socket.close();
			}
			catch (IOException alreadyClosed) {
				// nothing is lost
			}
		}

	}

	/**
	 * Where a response ends.
	 *
	 * @param length of the whole response; -1 where it comes in chunks
	 */
	private record ResponseEnd(int length) {

		private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

		private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

		private static final byte[] CONTENT_LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

		/** Null while the headers are not complete. */
		static @Nullable ResponseEnd of(byte[] buffer, int length) {
			int body = find(HEAD_END, buffer, length);
			if (body < 0) {
				return null;
			}
			int announced = find(CONTENT_LENGTH, buffer, body);
			return new ResponseEnd(
					(announced < 0) ? -1 : body + HEAD_END.length + number(buffer, announced + CONTENT_LENGTH.length));
		}

		/** Where {@code sought}, which is in small letters, begins; -1 if nowhere. */
		private static int find(byte[] sought, byte[] buffer, int length) {
			for (int at = 0; at <= length - sought.length; at++) {
				if (isAt(sought, buffer, at)) {
					return at;
				}
			}
			return -1;
		}

		private static boolean isAt(byte[] sought, byte[] buffer, int at) {
			for (int i = 0; i < sought.length; i++) {
				int found = buffer[at + i];
				int small = (found >= 'A' && found <= 'Z') ? found + 'a' - 'A' : found;
				if (small != sought[i]) {
					return false;
				}
			}
			return true;
		}

		private static int number(byte[] buffer, int from) {
			int number = 0;
			for (int at = from; buffer[at] != '\r'; at++) {
				number = (buffer[at] == ' ') ? number : 10 * number + buffer[at] - '0';
			}
			return number;
		}

		boolean isReached(byte[] buffer, int received) {
			if (this.length >= 0) {
				return received >= this.length;
			}
			int from = received - LAST_CHUNK.length;
			return from >= 0 && Arrays.equals(buffer, from, received, LAST_CHUNK, 0, LAST_CHUNK.length);
		}

	}

}
