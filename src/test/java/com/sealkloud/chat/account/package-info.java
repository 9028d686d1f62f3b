/** How changed rights reach every node, without a server. */
package com.sealkloud.chat.account;
