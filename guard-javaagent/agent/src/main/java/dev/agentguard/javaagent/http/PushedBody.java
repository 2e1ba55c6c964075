package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that its owner writes into a stream, once, on the thread that sends the request. It is held up to the limit. What
 * grows over it is judged as not inspected, and if it may go, the exchange begins on another thread while the owner goes
 * on writing on its own: so nothing is read twice, and an owner that depends on its thread stays on it.
 */
final class PushedBody {

    /** Who writes a body. */
    interface Writer {
        void writeTo(OutputStream out) throws Exception;
    }

    /** The client that sends it. */
    interface Client {
        /** Judges the request with what is known of its body. */
        HttpHop judge(JudgedBody body) throws RefusedException;

        /** Sends the request with a body that comes bit by bit, and returns the response. */
        @Nullable
        Object send(Writer body, HttpHop hop) throws Exception;
    }

    /**
     * What became of it.
     *
     * @param hop the request that may be sent, or was
     * @param bytes the whole body, still to be sent; null if it was sent
     * @param response what was answered, if it was sent
     * @param failure why the body could not be written or the request not be sent
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Taken(
            HttpHop hop,
            byte @Nullable [] bytes,
            @Nullable Object response,
            @Nullable Throwable failure) {}

    private PushedBody() {}

    /** Has the body written, and judged. */
    static Taken take(Writer body, Client client) throws RefusedException {
        Holding holding = new Holding(client);
        Throwable failure = null;
        try {
            body.writeTo(holding);
        } catch (Throwable e) {
            failure = e;
        }
        // Whatever the owner of the body made of it.
        if (holding.refusal != null) {
            throw new RefusedException(holding.refusal.getMessage());
        }
        if (holding.relay != null) {
            return holding.relay.finish(failure, holding.hop);
        }
        if (failure != null) {
            return new Taken(HttpHop.NONE, null, null, failure);
        }
        byte[] bytes = holding.held.toByteArray();
        return new Taken(client.judge(JudgedBody.of(bytes)), bytes, null, null);
    }

    /** Holds a body until it is longer than may be held. */
    private static final class Holding extends OutputStream {
        private final Client client;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private @Nullable BodyRelay relay;
        private @Nullable RefusedException refusal;
        private HttpHop hop = HttpHop.NONE;

        Holding(Client client) {
            this.client = client;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (refusal != null) {
                throw refusal;
            }
            if (relay == null && (long) held.size() + length <= BodyLimit.BYTES) {
                held.write(bytes, offset, length);
                return;
            }
            (relay == null ? begin() : relay).write(bytes, offset, length);
        }

        private BodyRelay begin() throws IOException {
            try {
                hop = client.judge(JudgedBody.notInspected(BodyLimit.exceeded()));
            } catch (RefusedException e) {
                refusal = e;
                throw e;
            }
            relay = new BodyRelay(body -> client.send(body, hop));
            relay.start();
            relay.write(held.toByteArray(), 0, held.size());
            held.reset();
            return relay;
        }
    }
}
