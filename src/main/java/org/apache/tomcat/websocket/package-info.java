/** Access to methods of Tomcat that are visible to its own package only. */
@NullMarked
package org.apache.tomcat.websocket;

import org.jspecify.annotations.NullMarked;
