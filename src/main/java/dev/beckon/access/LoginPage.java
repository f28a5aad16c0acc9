package dev.beckon.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/** Where people log in to the console: with a key, and at the identity provider. */
final class LoginPage extends OncePerRequestFilter {

	static final String PATH = "/login";

	private static final String STYLE = "/login.css";

	private final String page;

	private final String style = read("login.css");

	/**
	 * A page.
	 * @param localKeys whether to say which keys anybody may use
	 * @param people whether an identity provider knows people
	 */
	LoginPage(boolean localKeys, boolean people) {
		this.page = read("login.html").replace("{{local}}", localKeys ? read("local.html") : "")
			.replace("{{people}}", people ? read("people.html") : "");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean looking = request.getMethod().equals(HttpMethod.GET.name());
		if (looking && request.getRequestURI().equals(PATH)) {
			write(response, "text/html", page(request));
		}
		else if (looking && request.getRequestURI().equals(STYLE)) {
			write(response, "text/css", this.style);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private String page(HttpServletRequest request) {
		String said = (request.getParameter("error") != null)
				? "That did not work. A key of the role marketer or sre is needed."
				: (request.getParameter("left") != null) ? "You have left." : "";
		CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
		return this.page.replace("{{said}}", said)
			.replace("{{csrf}}", (token != null) ? HtmlUtils.htmlEscape(token.getToken()) : "");
	}

	private static void write(HttpServletResponse response, String type, String text) throws IOException {
		response.setContentType(type);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.getWriter().write(text);
	}

	private static String read(String file) {
		try {
			return new ClassPathResource("access/" + file).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException missing) {
			throw new UncheckedIOException(missing);
		}
	}

}
