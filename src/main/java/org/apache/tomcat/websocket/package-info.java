/** What Tomcat can do, but offers to its own package alone. */
@NullMarked
package org.apache.tomcat.websocket;

import org.jspecify.annotations.NullMarked;
