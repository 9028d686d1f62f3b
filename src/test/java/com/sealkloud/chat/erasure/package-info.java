/** What an erasure takes out of events, without a server. */
package com.sealkloud.chat.erasure;
