package com.sealkloud.chat.message;

import com.sealkloud.chat.log.Attachment;
import java.util.List;

/** The feature that keeps the files of messages. */
public interface PostedFiles {

    /**
     * Gives the files of a post to the message that it becomes. The log is locked.
     *
     * @param seq of the message
     * @return as the message tells of them, in the order of the post
     * @throws com.sealkloud.chat.api.Refusal {@code not_found} if one of them is not the sender's,
     *     of another conversation, or belongs to a message already; then none is given away
     */
    List<Attachment> claim(Post post, long seq);
}
