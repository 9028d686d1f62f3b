package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.attachment.ThumbnailRows.Waiting;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.image.PictureSize;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the small copies of pictures, one at a time and after the upload, so that no picture keeps
 * a message waiting.
 */
@Component
class ThumbnailWorker extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(ThumbnailWorker.class);

    /** Whatever kills the node each time is left alone then. */
    private static final int MOST_ATTEMPTS = 3;

    private final ThumbnailRows queue;
    private final ThumbnailPainter painter;
    private final StoredFiles files;
    private final ReadyPictures ready;
    private final MeterRegistry meters;

    ThumbnailWorker(
            ThumbnailRows queue,
            ThumbnailPainter painter,
            StoredFiles files,
            ReadyPictures ready,
            AttachmentProperties properties,
            MeterRegistry meters) {
        super("chat-thumbnails", properties.sweepInterval());
        this.queue = queue;
        this.painter = painter;
        this.files = files;
        this.ready = ready;
        this.meters = meters;
    }

    @Override
    protected boolean workOffSome() {
        List<Waiting> due = queue.claim();
        due.forEach(this::make);
        return !due.isEmpty();
    }

    private void make(Waiting waiting) {
        StoredFile file = files.find(waiting.attachmentId()).orElse(null);
        if (file == null) {
            return;
        }
        Thumbnails made;
        try {
            made = waiting.attempts() > MOST_ATTEMPTS ? null : paint(file);
        } catch (Refusal away) {
            // StorageHealth has said so.
            queue.putBack(waiting);
            return;
        }
        meters.counter("chat.attachments.thumbnails", "outcome", made == null ? "none" : "made")
                .increment();
        ready.tell(file.attachmentId(), made);
    }

    /** @throws Refusal {@code unavailable} if the storage is away */
    private @Nullable Thumbnails paint(StoredFile file) {
        PictureSize size = file.picture();
        if (size == null) {
            return null;
        }
        try {
            return painter.paint(file, size);
        } catch (Refusal refused) {
            if (refused.code() == RefusalCode.UNAVAILABLE) {
                throw refused;
            }
            return null;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // The decoders of some formats throw all of these for broken files.
            log.debug("The picture {} gets no thumbnail: {}", file.attachmentId(), e.toString());
            return null;
        }
    }
}
