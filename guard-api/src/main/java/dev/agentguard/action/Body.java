package dev.agentguard.action;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The content of a request: bytes, nothing, or something that could not be looked at. Immutable. */
public final class Body {

    private static final Body EMPTY = new Body(new byte[0], null);

    private final byte[] bytes;
    private final @Nullable String notInspected;

    private Body(byte[] bytes, @Nullable String notInspected) {
        this.bytes = bytes;
        this.notInspected = notInspected;
    }

    /**
     * Returns the body of a request that has none.
     *
     * @return the empty body
     */
    public static Body empty() {
        return EMPTY;
    }

    /**
     * Returns a body of bytes.
     *
     * @param bytes the content as it will be sent; copied
     * @return the body
     */
    public static Body of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Body(bytes.clone(), null);
    }

    /**
     * Returns a body of UTF-8 text.
     *
     * @param text the content
     * @return the body
     */
    public static Body of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a body that is there but could not be looked at.
     *
     * @param because why, for example that it is larger than the limit
     * @return the body
     */
    public static Body notInspected(String because) {
        return new Body(new byte[0], because);
    }

    /**
     * Returns why the content could not be looked at.
     *
     * @return the reason, or null if {@link #bytes()} is the whole content
     */
    public @Nullable String notInspected() {
        return notInspected;
    }

    /**
     * Returns the content.
     *
     * @return a copy; empty if there is no content or it was not inspected
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Returns the number of bytes that were inspected.
     *
     * @return the size in bytes
     */
    public int size() {
        return bytes.length;
    }

    /**
     * Returns whether the request is known to have no content.
     *
     * @return true if there is none
     */
    public boolean isEmpty() {
        return bytes.length == 0 && notInspected == null;
    }

    /**
     * Returns the content as UTF-8 text, malformed bytes replaced.
     *
     * @return the text
     */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Body body
                && Arrays.equals(bytes, body.bytes)
                && java.util.Objects.equals(notInspected, body.notInspected);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return notInspected == null ? "Body[" + bytes.length + " bytes]" : "Body[not inspected: " + notInspected + "]";
    }
}
