/** Files of messages: uploads, their storage and quotas, and who may read them. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "cluster",
            "conversation",
            "disk",
            "due",
            "http",
            "image",
            "log",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
