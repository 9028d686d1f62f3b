/** What Tomcat's endpoints know, but tell their own package alone. */
@NullMarked
package org.apache.tomcat.util.net;

import org.jspecify.annotations.NullMarked;
