package com.sealkloud.chat.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.util.unit.DataSize;

/** What a node holds of a queue fits into its memory, however large the messages are. */
class BatchContainersTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 500, 2_000})
    void fewLargeMessagesAreHeld(int batch) throws IOException {
        SimpleRabbitListenerContainerFactory factory =
                new BatchContainers(new CachingConnectionFactory("127.0.0.1")).of(batch, Duration.ofMillis(1));
        DirectFieldAccessor fields = new DirectFieldAccessor(factory);
        int size = (Integer) fields.getPropertyValue("batchSize");
        int prefetched = (Integer) fields.getPropertyValue("prefetchCount");
        Properties broker = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("broker/rabbitmq.conf"))) {
            broker.load(file);
        }

        assertThat(broker.getProperty("max_message_size")).isEqualTo(String.valueOf(BatchContainers.LARGEST_MESSAGE));
        assertThat(size).isBetween(Math.min(batch, 100), prefetched);
        assertThat((long) prefetched * BatchContainers.LARGEST_MESSAGE)
                .isLessThan(DataSize.ofMegabytes(32).toBytes());
    }
}
