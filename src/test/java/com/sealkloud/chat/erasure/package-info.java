/** What an erasure takes out of events, and how erasures are repeated after a restore. */
package com.sealkloud.chat.erasure;
