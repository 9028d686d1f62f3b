package com.sealkloud.chat.security;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a call whose token cannot be checked because the database or the identity provider does
 * not answer. This happens before any controller, so {@link ProblemAdvice} cannot handle it, and
 * the caller would get a bare 500.
 */
class UnavailableFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(UnavailableFilter.class);

    private final ProblemSecurityHandler problems;

    UnavailableFilter(ProblemSecurityHandler problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException e) {
            if (response.isCommitted()) {
                throw e;
            }
            problems.unavailable(request, response);
        } catch (DataAccessException | TransactionException e) {
            if (response.isCommitted()) {
                throw e;
            }
            log.atLevel(DatabaseOutages.level(e)).log("A call failed at the database: {}", e.getMessage());
            problems.unavailable(request, response);
        }
    }
}
