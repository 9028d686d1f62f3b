package com.sealkloud.chat.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.ResponseEntity;

class ScimAdviceTests {

    @ParameterizedTest
    @CsvSource({"22001, 400, invalidValue", "23505, 409, uniqueness"})
    void tellsAValueThatIsTooLongFromOneThatIsTaken(String state, int status, String scimType) {
        ResponseEntity<ScimError> answer = new ScimAdvice()
                .takenMeanwhile(new DataIntegrityViolationException("refused", new SQLException("why", state)));

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(Objects.requireNonNull(answer.getBody()).scimType()).isEqualTo(scimType);
    }
}
