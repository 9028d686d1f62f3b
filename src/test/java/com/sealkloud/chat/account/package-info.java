/** Passwords, login throttling and the claims of identity providers, without a server. */
package com.sealkloud.chat.account;
