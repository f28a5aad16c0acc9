package dev.beckon.recommend;

import java.util.List;

import dev.beckon.http.Problems;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads a {@link Question} from a request's parameters, with the framework's conversions
 * but without its binders: one for each parameter took an eighth of an answer.
 */
final class QuestionArgument implements HandlerMethodArgumentResolver {

	private static final TypeDescriptor LIST = TypeDescriptor.collection(List.class,
			TypeDescriptor.valueOf(String.class));

	private final ConversionService conversion = ApplicationConversionService.getSharedInstance();

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Question.class;
	}

	@Override
	public Question resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer model,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		return new Question(request.getParameter("visitorId"), read("consent", Boolean.class, request),
				request.getParameter("placement"), request.getParameter("itemId"), request.getParameter("category"),
				read("limit", Integer.class, request), list("exclude", request),
				read("explain", Boolean.class, request));
	}

	private <T> @Nullable T read(String name, Class<T> type, NativeWebRequest request) {
		String value = request.getParameter(name);
		try {
			return (value != null) ? this.conversion.convert(value, type) : null;
		}
		catch (ConversionException mismatch) {
			throw Problems.badRequest(name, "is not of the documented form");
		}
	}

	/** Either {@code a,b} or the parameter twice. */
	@SuppressWarnings("unchecked")
	private @Nullable List<@Nullable String> list(String name, NativeWebRequest request) {
		String[] values = request.getParameterValues(name);
		return (values == null) ? null
				: (List<@Nullable String>) this.conversion.convert((values.length == 1) ? values[0] : values, LIST);
	}

}
