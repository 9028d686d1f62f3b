/** The public contract, tested by clients against a running server in every broker mode. */
package com.sealkloud.chat.contract;
