package com.sealkloud.chat.attachment;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.encryption.UnreadableFileException;
import com.sealkloud.chat.filestore.FileStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.stereotype.Component;

/** The bytes of files, for other packages. */
@Component
public class FileContents {

    private final Attachments attachments;
    private final FileStorage storage;

    FileContents(Attachments attachments, FileStorage storage) {
        this.attachments = attachments;
        this.storage = storage;
    }

    /**
     * Copies a file that somebody may read.
     *
     * @return false if there is none for this reader, or not any more, or it cannot be read to its
     *     end
     * @throws Refusal {@code unavailable} if it cannot be read now
     */
    public boolean copy(Person reader, String attachmentId, OutputStream out) throws IOException {
        try (InputStream content =
                storage.open(attachments.require(reader, attachmentId).storageKey(), 0)) {
            content.transferTo(out);
            return true;
        } catch (UnreadableFileException e) {
            return false;
        } catch (Refusal refusal) {
            if (refusal.code() == RefusalCode.UNAVAILABLE) {
                throw refusal;
            }
            return false;
        }
    }
}
