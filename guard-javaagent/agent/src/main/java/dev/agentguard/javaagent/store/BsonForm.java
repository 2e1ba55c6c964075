package dev.agentguard.javaagent.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form of BSON documents (bsonspec.org/spec.html): names, operators, whether something is there; values that may
 * be data are left out. Operations of the same form count once. Not safe for use by several threads.
 */
final class BsonForm {

    private static final String VALUE = "?";
    private static final int DEEPEST = 100;
    private static final int MOST = 50_000;
    private static final int MOST_OPERATIONS = 1_000;
    private static final int LONGEST = 200;
    /** Its length and its end. */
    private static final int SHORTEST = 5;

    /** Lists whose elements say what a command does; what they hold in turn is data. */
    private static final Set<String> OPERATIONS = Set.of("deletes", "updates", "ops", "nsInfo", "indexes");

    /** What holds no data, however deep. */
    private static final Set<String> OPEN = Set.of("$out", "$merge", "out", "index", "collation", "writeConcern");

    private static final Set<String> SECRETS =
            Set.of("pwd", "payload", "key", "nonce", "token", "speculativeAuthenticate");

    private final ByteBuffer in;
    private final boolean whole;
    private final Map<String, @Nullable Object> result = new LinkedHashMap<>();
    private int nodes;
    private boolean cut;

    /** Where what is being read stands. */
    private enum In {
        COMMAND,
        OPERATIONS,
        OPERATION,
        OPEN,
        DATA
    }

    /** Is told where each element of a command lies. */
    @FunctionalInterface
    interface Elements {
        void element(String name, int from, int to);
    }

    BsonForm(ByteBuffer in, boolean whole) {
        this.in = in;
        this.whole = whole;
    }

    Map<String, @Nullable Object> result() {
        return result;
    }

    boolean isCut() {
        return cut;
    }

    /** Reads a command; the buffer is behind it then. */
    void command(Elements elements) {
        int end = end();
        while (!cut && in.position() < end - 1) {
            int from = in.position();
            byte type = in.get();
            String name = name(in);
            result.put(name, value(type, name, SECRETS.contains(name) ? In.DATA : In.COMMAND, 0));
            elements.element(name, from, in.position());
        }
        finish(end);
    }

    /** Reads documents up to a position, those of the same form once. */
    List<Object> operations(int end) {
        Set<Object> forms = new LinkedHashSet<>();
        while (!cut && in.position() < end) {
            forms.add(document(In.OPERATION, false, 1));
            cut |= forms.size() > MOST_OPERATIONS;
        }
        return new ArrayList<>(forms);
    }

    static String name(ByteBuffer in) {
        int start = in.position();
        int end = start;
        while (in.get(end) != 0) {
            end++;
        }
        in.position(end + 1);
        return text(in, start, end - start);
    }

    private Object document(In where, boolean array, int depth) {
        int end = end();
        cut |= end > in.limit() || end < 0;
        if (depth > DEEPEST) {
            cut = true;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Set<@Nullable Object> elements = new LinkedHashSet<>();
        while (!cut && in.position() < end - 1) {
            byte type = in.get();
            String name = name(in);
            In inside = where == In.DATA && OPEN.contains(name) && name.startsWith("$") ? In.OPEN : where;
            Object value = value(type, name, inside, depth);
            if (array) {
                elements.add(value);
            } else {
                fields.put(name, value);
            }
        }
        finish(end);
        return array ? new ArrayList<>(elements) : fields;
    }

    /** Reads how long a document is; it ends behind where it begins, or the reading would not. */
    private int end() {
        int start = in.position();
        int size = in.getInt();
        if (size < SHORTEST || (size > in.limit() - start && whole)) {
            throw new IllegalArgumentException("a document is broken");
        }
        return start + size;
    }

    private void finish(int end) {
        if (!cut) {
            in.position(end);
        } else if (whole) {
            in.position(Math.min(end, in.limit()));
        } else {
            in.position(in.limit());
        }
    }

    private @Nullable Object value(byte type, String name, In where, int depth) {
        if (++nodes > MOST) {
            cut = true;
            return VALUE;
        }
        boolean open = where != In.DATA;
        if (where == In.COMMAND && name.equals("documents") && type == 0x04) {
            skip(in.getInt() - Integer.BYTES); // what is added is data
            return VALUE;
        }
        return switch (type) {
            case 0x03, 0x04 -> document(inside(name, where, type == 0x04), type == 0x04, depth + 1);
            case 0x01 -> {
                double number = in.getDouble();
                yield open ? (Object) number : VALUE;
            }
            case 0x02 -> text(open);
            case 0x08 -> in.get() != 0;
            case 0x06, 0x0A -> null;
            case 0x10 -> {
                int number = in.getInt();
                yield open ? (Object) number : VALUE;
            }
            case 0x12 -> {
                long number = in.getLong();
                yield open ? (Object) number : VALUE;
            }
            case (byte) 0xFF -> "$minKey";
            case 0x7F -> "$maxKey";
            default -> skipped(type);
        };
    }

    private static In inside(String name, In where, boolean array) {
        return switch (where) {
            case OPEN -> In.OPEN;
            case OPERATIONS -> In.OPERATION;
            case OPERATION -> OPEN.contains(name) ? In.OPEN : In.DATA;
            case DATA -> In.DATA;
            case COMMAND ->
                OPEN.contains(name)
                        ? In.OPEN
                        : OPERATIONS.contains(name) && array
                                ? In.OPERATIONS
                                : name.equals("$query") ? In.COMMAND : In.DATA;
        };
    }

    private String text(boolean open) {
        int length = in.getInt();
        int start = in.position();
        skip(length);
        boolean kept = open && length > 0 && length <= LONGEST;
        return kept ? text(in, start, length - 1) : VALUE;
    }

    private static String text(ByteBuffer in, int start, int length) {
        byte[] bytes = new byte[length];
        in.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String skipped(byte type) {
        switch (type) {
            case 0x05 -> skip(in.getInt() + 1);
            case 0x07 -> skip(12);
            case 0x09, 0x11 -> skip(Long.BYTES);
            case 0x0B -> {
                name(in);
                name(in);
            }
            case 0x0C -> {
                skip(in.getInt());
                skip(12);
            }
            case 0x0D, 0x0E -> skip(in.getInt());
            case 0x0F -> skip(in.getInt() - Integer.BYTES);
            case 0x13 -> skip(16);
            default -> throw new IllegalArgumentException("BSON knows no type " + type);
        }
        return VALUE;
    }

    private void skip(int length) {
        if (length < 0 || length > in.remaining()) {
            if (whole || length < 0) {
                throw new IllegalArgumentException("a value is broken");
            }
            cut = true;
            in.position(in.limit());
            return;
        }
        in.position(in.position() + length);
    }
}
