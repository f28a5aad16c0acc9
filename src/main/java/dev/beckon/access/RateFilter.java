package dev.beckon.access;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.GenericFilterBean;

/** Lets everybody who is known make so many requests, and no more. */
final class RateFilter extends GenericFilterBean {

	private final Rates rates;

	private final OwnKey own;

	private final Refusals refusals;

	/**
	 * A filter.
	 * @param own the key that has no limit
	 */
	RateFilter(Rates rates, OwnKey own, Refusals refusals) {
		this.rates = rates;
		this.own = own;
		this.refusals = refusals;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Authentication who = SecurityContextHolder.getContext().getAuthentication();
		boolean limited = who != null && !this.own.isAsking();
		Duration wait = limited ? this.rates.take(who.getName()) : Duration.ZERO;
		if (wait.isZero()) {
			chain.doFilter(request, response);
		}
		else {
			this.refusals.refuse((HttpServletResponse) response, Refusal.KEY_RATE, wait);
		}
	}

}
