package com.sealkloud.chat.attachment;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.encryption.SealedColumn;
import com.sealkloud.chat.encryption.SealedColumns;
import com.sealkloud.chat.image.PictureSize;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The rows of files. A file without a message expires. */
@Repository
class StoredFiles {

    private static final String SELECT = """
            select attachment_id, conversation_id, seq, uploader_id, name, content_type, size, width, height,
                storage_key, due_at, thumbnail_type, small_key, large_key
            from attachment\s""";

    private static final String NAMELESS = FileName.of(null).text();

    private final JdbcClient jdbc;
    private final SealedColumn names;

    StoredFiles(JdbcClient jdbc, SealedColumns sealed) {
        this.jdbc = jdbc;
        this.names = sealed.ofConversations("attachment", "attachment_id", "name");
    }

    void add(StoredFile file, Instant now, Instant expiresAt) {
        jdbc.sql("""
                        insert into attachment (attachment_id, conversation_id, uploader_id, name, content_type, size,
                            width, height, storage_key, created_at, expires_at, due_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(file.attachmentId())
                .param(file.conversationId())
                .param(file.uploaderId())
                .param(names.seal(file.conversationId(), file.attachmentId(), file.name()))
                .param(file.contentType())
                .param(file.size())
                .param(file.width())
                .param(file.height())
                .param(file.storageKey())
                .param(utc(now))
                .param(utc(expiresAt))
                .param(file.processing() ? utc(now) : null)
                .update();
    }

    Optional<StoredFile> find(String attachmentId) {
        return read(jdbc.sql(SELECT + "where attachment_id = ?").param(attachmentId)).stream()
                .findFirst();
    }

    /** What is sealed meanwhile gets another storage key. */
    Optional<StoredFile> lock(String attachmentId) {
        return read(jdbc.sql(SELECT + "where attachment_id = ? for update").param(attachmentId)).stream()
                .findFirst();
    }

    List<StoredFile> lockOfMessages(String conversationId, Collection<Long> seqs) {
        return read(jdbc.sql(SELECT + "where conversation_id = ? and seq = any(?) order by attachment_id for update")
                .param(conversationId)
                .param(numbers(seqs)));
    }

    /** Locks those of the files that this uploader may give to a message of this conversation. */
    List<StoredFile> lockUnclaimed(Collection<String> attachmentIds, String conversationId, String uploaderId) {
        return read(jdbc.sql(SELECT + """
                        where attachment_id = any(?) and conversation_id = ? and uploader_id = ? and seq is null
                        order by attachment_id for update""")
                .param(texts(attachmentIds))
                .param(conversationId)
                .param(uploaderId));
    }

    void claim(Collection<String> attachmentIds, long seq) {
        jdbc.sql("update attachment set seq = ?, expires_at = null where attachment_id = any(?)")
                .param(seq)
                .param(texts(attachmentIds))
                .update();
    }

    List<StoredFile> lockExpired(Instant now, int limit) {
        return read(jdbc.sql(SELECT + "where expires_at <= ? order by expires_at limit ? for update skip locked")
                .param(utc(now))
                .param(limit));
    }

    /** Locks somebody's files that no message has. */
    List<StoredFile> lockUnclaimedOf(String uploaderId) {
        return read(jdbc.sql(SELECT + "where uploader_id = ? and seq is null for update")
                .param(uploaderId));
    }

    /** @return whether it was there, and belongs to the same message, or to none, as before */
    boolean remove(StoredFile file) {
        return jdbc.sql("delete from attachment where attachment_id = ? and coalesce(seq, 0) = ?")
                        .param(file.attachmentId())
                        .param(file.seq() == null ? 0 : file.seq())
                        .update()
                > 0;
    }

    /** Zero stands for null. */
    private static @Nullable PictureSize picture(int width, int height) {
        return width == 0 ? null : new PictureSize(width, height);
    }

    private static @Nullable Thumbnails thumbnails(
            @Nullable String type, @Nullable String smallKey, @Nullable String largeKey) {
        return type == null || smallKey == null ? null : new Thumbnails(type, smallKey, largeKey);
    }

    private List<StoredFile> read(StatementSpec query) {
        List<StoredFile> files = query.query((row, number) -> read(row)).list();
        names.prepare(files.stream().map(StoredFile::name).toList());
        return files.stream().map(this::opened).toList();
    }

    /** One whose name cannot be opened is read, and removed, without it. */
    private StoredFile opened(StoredFile stored) {
        return stored.withName(names.open(stored.conversationId(), stored.attachmentId(), stored.name())
                .orElse(NAMELESS));
    }

    private static StoredFile read(ResultSet row) throws SQLException {
        return new StoredFile(
                row.getString(1),
                row.getString(2),
                row.getObject(3, Long.class),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                picture(row.getInt(8), row.getInt(9)),
                row.getString(10),
                row.getObject(11) != null,
                thumbnails(row.getString(12), row.getString(13), row.getString(14)));
    }
}
