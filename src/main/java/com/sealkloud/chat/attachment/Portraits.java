package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.attachment.Quotas.Reservation;
import com.sealkloud.chat.filestore.FileStorage;
import com.sealkloud.chat.filestore.LocalFile;
import com.sealkloud.chat.http.ThreadPlaces.Place;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;

/** Stores pictures of people. Of an uploaded file it keeps a small square copy alone. */
@Service
public class Portraits {

    private static final Logger log = LoggerFactory.getLogger(Portraits.class);

    private final UploadsAtOnce atOnce;
    private final Quotas quotas;
    private final SquarePainter painter;
    private final FileStorage storage;
    private final Removals removals;

    Portraits(UploadsAtOnce atOnce, Quotas quotas, SquarePainter painter, FileStorage storage, Removals removals) {
        this.atOnce = atOnce;
        this.quotas = quotas;
        this.painter = painter;
        this.storage = storage;
        this.removals = removals;
    }

    /**
     * What it stores goes again, unless {@link #keep} is called.
     *
     * @return the key of the copy, a JPEG
     * @throws Refusal {@code unsupported_type} if it is no picture or too large a one, {@code
     *     quota_exceeded}, {@code rate_limited}
     */
    public String store(String userId, InputStream body) {
        Place place = atOnce.take(userId);
        try (LocalFile file = storage.receive(new byte[0], body)) {
            if (file.size() == 0) {
                throw Refusal.badRequest("The file is empty.");
            }
            return store(paint(userId, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            place.close();
        }
    }

    /** The same for a picture that is made here. */
    public String store(BufferedImage picture) {
        String key = storage.newKey();
        removals.expect(key);
        try (LocalFile file = storage.write(out -> painter.encode(picture, out))) {
            storage.store(key, file);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture that cannot be used has cost the same. */
    private BufferedImage paint(String userId, LocalFile file) throws IOException {
        Reservation reserved = quotas.reserve(userId, file.size());
        AtomicLong used = new AtomicLong(reserved.octets());
        try {
            return painter.paint(file, size -> used.set(Quotas.costOf(reserved.octets(), size)));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // The decoders of some formats throw all of these for broken files.
            log.debug("A picture of a person cannot be decoded: {}", e.toString());
            throw new Refusal(RefusalCode.UNSUPPORTED_TYPE, "The picture cannot be used: it is broken.");
        } finally {
            quotas.settle(reserved, used.get());
        }
    }

    /** In the transaction that shows it. */
    public void keep(String key) {
        if (!removals.takeBack(key)) {
            throw new Refusal(RefusalCode.UNAVAILABLE, "The upload took too long. Try again.");
        }
    }

    /** In the transaction that no longer shows it. */
    public void remove(String key) {
        removals.add(key);
    }

    public Resource read(String key) {
        return storage.read(key);
    }
}
