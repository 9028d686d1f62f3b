package com.sealkloud.chat.attachment;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.attachment.Quotas.Reservation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.filestore.FileStorage;
import com.sealkloud.chat.filestore.LocalFile;
import com.sealkloud.chat.http.ThreadPlaces.Place;
import com.sealkloud.chat.image.PictureSize;
import com.sealkloud.chat.image.Pictures;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes files: checks the right and the name, reserves the quota, looks at the beginning, writes
 * the bytes, removes metadata from pictures, and makes the result a file of the conversation that
 * its uploader can post.
 */
@Service
class Uploads {

    private static final Set<RefusalCode> FREE = Set.of(RefusalCode.BAD_REQUEST, RefusalCode.UNAVAILABLE);

    private final ConversationAccess access;
    private final UploadsAtOnce atOnce;
    private final FileTypes types;
    private final Pictures pictures;
    private final VirusScanner scanner;
    private final Quotas quotas;
    private final FileStorage storage;
    private final Removals removals;
    private final StoredFiles files;
    private final ThumbnailWorker thumbnails;
    private final AttachmentProperties properties;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;
    private final Clock clock;

    Uploads(
            ConversationAccess access,
            UploadsAtOnce atOnce,
            FileTypes types,
            Pictures pictures,
            VirusScanner scanner,
            Quotas quotas,
            FileStorage storage,
            Removals removals,
            StoredFiles files,
            ThumbnailWorker thumbnails,
            AttachmentProperties properties,
            TransactionTemplate transactions,
            MeterRegistry meters,
            Clock clock) {
        this.access = access;
        this.atOnce = atOnce;
        this.types = types;
        this.pictures = pictures;
        this.scanner = scanner;
        this.quotas = quotas;
        this.storage = storage;
        this.removals = removals;
        this.files = files;
        this.thumbnails = thumbnails;
        this.properties = properties;
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param announced how many bytes there are; negative if that is not known
     * @throws Refusal {@code not_found}, {@code forbidden}, {@code unsupported_type}, {@code
     *     quota_exceeded}, {@code rate_limited}; nothing is stored then
     */
    StoredFile take(Person uploader, String conversationId, FileName name, long announced, InputStream body) {
        String outcome = "refused";
        try {
            access.requireMayAttach(uploader, conversationId);
            types.requireAllowed(name);
            Place place = atOnce.take(uploader.userId());
            try {
                StoredFile file = within(uploader, conversationId, name, announced, body);
                meters.counter("chat.attachments.octets").increment((double) file.size());
                outcome = "stored";
                return file;
            } finally {
                place.close();
            }
        } finally {
            meters.counter("chat.attachments.uploads", "outcome", outcome).increment();
        }
    }

    private StoredFile within(Person uploader, String conversationId, FileName name, long announced, InputStream body) {
        Reservation reserved = quotas.reserve(
                uploader.userId(), announced < 0 ? properties.limit().toBytes() : announced);
        long used = 0;
        boolean isTaken = false;
        try {
            byte[] beginning = beginning(body);
            String type = types.require(beginning, name);
            isTaken = true;
            StoredFile file = store(uploader, conversationId, name, type, beginning, body);
            used = Quotas.costOf(file);
            return file;
        } catch (Refusal refusal) {
            // It was received, scanned and looked at, unless it is not its sender's fault.
            used = isTaken && !FREE.contains(refusal.code()) ? reserved.octets() : 0;
            throw refusal;
        } finally {
            quotas.settle(reserved, used);
        }
    }

    private static byte[] beginning(InputStream body) {
        byte[] beginning;
        try {
            beginning = body.readNBytes(FileTypes.LOOKED_AT);
        } catch (IOException gone) {
            throw Refusal.badRequest("The file did not arrive completely.");
        }
        if (beginning.length == 0) {
            throw Refusal.badRequest("The file is empty.");
        }
        return beginning;
    }

    private StoredFile store(
            Person uploader, String conversationId, FileName name, String type, byte[] beginning, InputStream rest) {
        try (LocalFile arrived = storage.receive(beginning, rest)) {
            scanner.require(arrived);
            if (Pictures.knows(type)) {
                return storePicture(uploader, conversationId, name, type, arrived);
            }
            PictureSize size = pictures.blankMetadata(type, arrived.path()).orElse(null);
            return keep(uploader, conversationId, name, type, size, arrived);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy that says nothing but the picture becomes the file. */
    private StoredFile storePicture(
            Person uploader, String conversationId, FileName name, String type, LocalFile arrived) throws IOException {
        PictureSize[] size = new PictureSize[1];
        try (InputStream in = arrived.open();
                LocalFile picture = storage.write(out -> size[0] = pictures.copy(type, in, out))) {
            StoredFile file = keep(uploader, conversationId, name, type, size[0], picture);
            thumbnails.wake();
            return file;
        }
    }

    private StoredFile keep(
            Person uploader,
            String conversationId,
            FileName name,
            String type,
            @Nullable PictureSize picture,
            LocalFile content)
            throws IOException {
        String key = storage.newKey();
        StoredFile file =
                StoredFile.uploaded(conversationId, uploader.userId(), name.text(), type, content.size(), picture, key);
        removals.expect(key);
        boolean kept = false;
        try {
            storage.store(key, content);
            keep(uploader, file);
            kept = true;
            return file;
        } finally {
            if (!kept) {
                removals.hasten(key);
            }
        }
    }

    private void keep(Person uploader, StoredFile file) {
        transactions.executeWithoutResult(status -> keepOrRefuse(uploader, file));
    }

    /** A right that was lost meanwhile is looked at once more. */
    private void keepOrRefuse(Person uploader, StoredFile file) {
        access.requireMayAttach(uploader, file.conversationId());
        if (!removals.takeBack(file.storageKey())) {
            throw new Refusal(RefusalCode.UNAVAILABLE, "The upload took too long. Try again.");
        }
        Instant now = clock.instant();
        files.add(file, now, now.plus(properties.keepUnclaimed()));
    }
}
