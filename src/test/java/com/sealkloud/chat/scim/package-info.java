/** The claims of identity providers, without a server. */
package com.sealkloud.chat.scim;
