package dev.beckon.access;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Shows whoever opens a page where to log in, and refuses everything else. */
final class LoginEntry implements AuthenticationEntryPoint {

	private final AuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint(LoginPage.PATH);

	private final AuthenticationEntryPoint refusal;

	LoginEntry(AuthenticationEntryPoint refusal) {
		this.refusal = refusal;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown)
			throws IOException, ServletException {
		String accepted = request.getHeader(HttpHeaders.ACCEPT);
		boolean isPage = request.getMethod().equals(HttpMethod.GET.name()) && accepted != null
				&& accepted.contains(MediaType.TEXT_HTML_VALUE);
		(isPage ? this.login : this.refusal).commence(request, response, unknown);
	}

}
