/** Codes of authenticator apps, without a server. */
package com.sealkloud.chat.secondfactor;
