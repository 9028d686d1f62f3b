/** Access to what Tomcat's endpoints show to their own package only. */
@NullMarked
package org.apache.tomcat.util.net;

import org.jspecify.annotations.NullMarked;
