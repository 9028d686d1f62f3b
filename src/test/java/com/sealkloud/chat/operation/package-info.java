/** What operators rely on: clear refusals to start, health, metrics and discreet logs. */
package com.sealkloud.chat.operation;
