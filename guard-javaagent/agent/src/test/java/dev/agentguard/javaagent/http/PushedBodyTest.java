package dev.agentguard.javaagent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PushedBodyTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    /** A client that sends whatever comes. */
    private final PushedBody.Client client = new PushedBody.Client() {
        @Override
        public HttpHop judge(JudgedBody body) {
            return HttpHop.NONE;
        }

        @Override
        public Object send(PushedBody.Writer body, HttpHop hop) throws Exception {
            body.writeTo(sent);
            return "answer";
        }
    };

    @Test
    void bodyWithinTheLimit_isHeld() throws Exception {
        byte[] body = new byte[BodyLimit.BYTES];
        assertThat(PushedBody.take(out -> out.write(body), client).bytes()).isEqualTo(body);
        assertThat(sent.size()).isZero();
    }

    @Test
    void longerBody_isSentInOrder_whileItIsWritten() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PushedBody.Taken taken = PushedBody.take(
                out -> {
                    for (int i = 0; i < 3 * BodyLimit.BYTES; i += 1_000) {
                        byte[] piece = Integer.toString(i)
                                .repeat(200)
                                .substring(0, 200)
                                .getBytes(StandardCharsets.US_ASCII);
                        written.writeBytes(piece);
                        written.writeBytes(new byte[800]);
                        out.write(piece);
                        out.write(new byte[800]);
                    }
                },
                client);
        assertThat(taken.response()).isEqualTo("answer");
        assertThat(sent.toByteArray()).isEqualTo(written.toByteArray());
    }

    @Test
    void whatTheApplicationThrows_staysItsOwn() throws Exception {
        IOException own = new IOException("disk");
        for (int size : new int[] {10, 2 * BodyLimit.BYTES}) {
            PushedBody.Taken taken = PushedBody.take(
                    out -> {
                        out.write(new byte[size]);
                        throw own;
                    },
                    client);
            assertThat(taken.failure()).isSameAs(own);
        }
    }

    @Test
    void refusal_holds_evenIfTheApplicationSwallowsIt() {
        PushedBody.Client refusing = new PushedBody.Client() {
            @Override
            public HttpHop judge(JudgedBody body) throws RefusedException {
                throw new RefusedException("no");
            }

            @Override
            public Object send(PushedBody.Writer body, HttpHop hop) {
                throw new AssertionError("sent");
            }
        };
        assertThatThrownBy(() -> PushedBody.take(
                        out -> {
                            try {
                                out.write(new byte[2 * BodyLimit.BYTES]);
                            } catch (IOException swallowed) {
                                // as some applications do
                            }
                        },
                        refusing))
                .isInstanceOf(RefusedException.class)
                .hasMessage("no");
    }

    @Test
    void interruption_endsTheExchange_andStaysSet() throws Exception {
        PushedBody.Taken taken = PushedBody.take(
                out -> {
                    out.write(new byte[2 * BodyLimit.BYTES]);
                    Thread.currentThread().interrupt();
                },
                new PushedBody.Client() {
                    @Override
                    public HttpHop judge(JudgedBody body) {
                        return HttpHop.NONE;
                    }

                    @Override
                    public Object send(PushedBody.Writer body, HttpHop hop) throws Exception {
                        body.writeTo(sent);
                        // a server that never answers
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            throw new InterruptedIOException("interrupted");
                        }
                        return "answer";
                    }
                });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(taken.failure()).isInstanceOf(InterruptedIOException.class);
    }
}
