package dev.agentguard.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.junit.jupiter.api.Test;

class RefusedExceptionTest {

    @Test
    void is_what_retry_loops_leave_alone() throws ReflectiveOperationException {
        assertThat(new RefusedException("no")).isInstanceOf(InterruptedIOException.class);
        // HttpURLConnection re-creates what it remembered by this constructor
        IOException copy = RefusedException.class.getConstructor(String.class).newInstance("no");
        assertThat(copy).hasMessage("no");
    }

    @Test
    void never_looks_like_a_lost_connection() {
        assertThat(new RefusedException(null).getMessage()).isNotBlank();
        assertThat(new RefusedException(" ").getMessage()).isNotBlank();
        assertThat(new RefusedException("`Broken pipe` and Connection reset by peer").getMessage())
                .doesNotContain("Broken pipe", "Connection reset by peer");
    }
}
