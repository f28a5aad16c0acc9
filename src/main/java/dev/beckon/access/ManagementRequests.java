package dev.beckon.access;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Whether a request came to the management port. */
final class ManagementRequests implements RequestMatcher {

	@Override
	public boolean matches(HttpServletRequest request) {
		ApplicationContext server = WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
		return WebServerApplicationContext.hasServerNamespace(server, "management");
	}

}
