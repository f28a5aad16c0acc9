package dev.beckon.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchInterceptor;

/**
 * Carries traces through the log, in the headers of its records, to whoever takes them
 * from there. Only what is sampled is carried, so a request that nobody traces costs
 * nothing. Spans name steps, topics and listeners, and never anyone's id.
 *
 * <p>
 * Thread safety: safe; a batch belongs to the thread that took it.
 */
public final class Traces {

	/** Traces that one batch is part of at most; the others end at the log. */
	private static final int MAX_PER_BATCH = 100;

	private static final Propagator.Getter<Headers> GETTER = new Propagator.Getter<>() {

		@Override
		public @Nullable String get(Headers headers, String key) {
			Header header = headers.lastHeader(key);
			return (header == null || header.value() == null) ? null
					: new String(header.value(), StandardCharsets.UTF_8);
		}

	};

	private final Tracer tracer;

	private final Propagator propagator;

	private final ThreadLocal<List<Span>> batch = ThreadLocal.withInitial(List::of);

	Traces(Tracer tracer, Propagator propagator) {
		this.tracer = tracer;
		this.propagator = propagator;
	}

	/** Where nothing is traced. */
	public static Traces none() {
		return new Traces(Tracer.NOOP, Propagator.NOOP);
	}

	/** Has a record carry the trace that this thread is part of, if any. */
	void carry(Headers headers) {
		Span span = sampled();
		if (span != null) {
			this.propagator.inject(span.context(), headers,
					(_, key, value) -> headers.add(key, value.getBytes(StandardCharsets.UTF_8)));
		}
	}

	/** Makes each batch of a listener part of the traces that its records carry. */
	public BatchInterceptor<String, byte[]> following(String listener) {
		return new Following(listener);
	}

	/**
	 * Does the work as a step of every trace that this thread is part of, be it by the
	 * batch it has taken or by the request it answers.
	 */
	public <T> T step(String name, Supplier<T> work) {
		List<Span> steps = parents().stream().map((parent) -> step(name, parent)).toList();
		try {
			return work.get();
		}
		finally {
			steps.forEach(Span::end);
		}
	}

	private Span step(String name, Span parent) {
		return this.tracer.spanBuilder().setParent(parent.context()).name(name).start();
	}

	private List<Span> parents() {
		List<Span> taken = this.batch.get();
		Span current = taken.isEmpty() ? sampled() : null;
		return (current != null) ? List.of(current) : taken;
	}

	private @Nullable Span sampled() {
		Span span = this.tracer.currentSpan();
		return (span != null && Boolean.TRUE.equals(span.context().sampled())) ? span : null;
	}

	private final class Following implements BatchInterceptor<String, byte[]> {

		private final String listener;

		Following(String listener) {
			this.listener = listener;
		}

		@Override
		public ConsumerRecords<String, byte[]> intercept(ConsumerRecords<String, byte[]> polled,
				Consumer<String, byte[]> consumer) {
			if (Traces.this.tracer.equals(Tracer.NOOP)) {
				return polled;
			}
			List<Span> spans = new ArrayList<>();
			StreamSupport.stream(polled.spliterator(), false)
				.filter((consumed) -> consumed.headers().lastHeader("traceparent") != null)
				.limit(MAX_PER_BATCH)
				.map(this::span)
				.forEach(spans::add);
			Traces.this.batch.set(spans);
			return polled;
		}

		private Span span(ConsumerRecord<String, byte[]> consumed) {
			return Traces.this.propagator.extract(consumed.headers(), GETTER)
				.name(consumed.topic() + " " + this.listener)
				.kind(Span.Kind.CONSUMER)
				.start();
		}

		@Override
		public void success(ConsumerRecords<String, byte[]> polled, Consumer<String, byte[]> consumer) {
			end();
		}

		@Override
		public void failure(ConsumerRecords<String, byte[]> polled, Exception failure,
				Consumer<String, byte[]> consumer) {
			Traces.this.batch.get().forEach((span) -> span.tag("outcome", "tried again"));
			end();
		}

		private void end() {
			Traces.this.batch.get().forEach(Span::end);
			Traces.this.batch.remove();
		}

	}

}
