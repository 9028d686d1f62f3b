/**
 * The page's login through an identity provider: OpenID Connect, authorization code with PKCE.
 *
 * <p>{@code OpenIdController} sends the browser to a provider of {@code Providers} and takes it
 * back. Spring Security's parts make the request and check the answer, bounded by
 * {@code CodeExchange} and {@code IdTokens}; what ties both together is a cookie
 * ({@code PendingLogIn}). {@code ProviderSessions} of {@code login} maps the user and opens the
 * page's session.
 */
@ApplicationModule(allowedDependencies = {"http", "login", "outgoing"})
@NullMarked
package com.sealkloud.chat.openid;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
