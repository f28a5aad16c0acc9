package dev.beckon.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;

/**
 * Writes JSON whose length is known before its first byte is sent: the web server then
 * hands head and body to the network at once, where it would otherwise send chunks, the
 * last of which is an empty one of its own.
 */
final class SizedJson extends MappingJackson2HttpMessageConverter {

	private static final int USUAL_BYTES = 2 * 1024;

	SizedJson(ObjectMapper mapper) {
		super(mapper);
	}

	@Override
	protected void writeInternal(Object object, @Nullable Type type, HttpOutputMessage message) throws IOException {
		ByteArrayOutputStream json = new ByteArrayOutputStream(USUAL_BYTES);
		super.writeInternal(object, type, new Gathered(message.getHeaders(), json));
		message.getHeaders().setContentLength(json.size());
		json.writeTo(message.getBody());
	}

	/** A message whose body stays here for now. */
	private record Gathered(HttpHeaders headers, OutputStream body) implements HttpOutputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public OutputStream getBody() {
			return this.body;
		}

	}

}
