package com.sealkloud.chat.inbound;

import com.sealkloud.chat.api.Ids;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Ticket services at RabbitMQ.
 *
 * @param sender the {@code userId} for messages without an AMQP {@code user-id}
 * @param requireUserId whether messages without one are refused: necessary where several accounts
 *     may publish, since each could impersonate {@code sender} otherwise
 * @param batch how many messages are processed in one batch; never more than 100
 * @param lanes how many rooms are written in parallel
 * @param retryPause pause before a failed message is retried
 * @param mostAttempts after so many failures that are not the database's, a message becomes a dead
 *     letter
 */
@Validated
@ConfigurationProperties("chat.ticket")
record TicketProperties(
        @Pattern(regexp = Ids.PATTERN) @DefaultValue("ticket-service")
        String sender,

        @DefaultValue("false") boolean requireUserId,
        @Min(1) @Max(2_000) @DefaultValue("100") int batch,
        @Min(1) @Max(16) @DefaultValue("4") int lanes,
        @DefaultValue("300ms") Duration retryPause,
        @Min(1) @DefaultValue("3") int mostAttempts) {}
