/**
 * The page's login through an identity provider: OpenID Connect, authorization code with PKCE.
 */
@ApplicationModule(allowedDependencies = {"login"})
@NullMarked
package com.sealkloud.chat.openid;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
