/** Passwords and the throttling of logins, without a server. */
package com.sealkloud.chat.login;
