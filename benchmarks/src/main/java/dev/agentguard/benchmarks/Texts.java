package dev.agentguard.benchmarks;

import java.util.function.IntFunction;

/** The texts that are read: of the size that is asked for, each a little different where it must not have been seen. */
final class Texts {

    private Texts() {}

    /** A text made of a start, as many different parts as fit, and an end. */
    static String sized(int size, String start, IntFunction<String> part, String end) {
        StringBuilder text = new StringBuilder(start);
        for (int i = 0; text.length() + end.length() < size; i++) {
            text.append(part.apply(i));
        }
        return text.append(end).toString();
    }

    static String json(int size, int id) {
        return sized(
                size,
                "{\"name\":\"order-" + id + "\",\"region\":\"eu\",\"replicas\":3",
                i -> ",\"label_" + i + "\":{\"value\":\"blue-" + i + "\",\"weight\":" + i + ".5,\"on\":true}",
                "}");
    }

    /** A mutation, its selection as long as the size asks for; the part that makes it new is its argument. */
    static String graphQl(int size, String id) {
        return sized(
                size,
                "mutation Rename { projectUpdate(id: \"" + id + "\", input: {name: \"shop\"}) { id name",
                i -> i % 10 == 9 ? " owner" + i + " { id email }" : " field" + i,
                " } }");
    }

    static String sql(int size, String id) {
        return sized(
                size,
                "UPDATE orders SET state = 'paid', paid_at = now() WHERE id = " + id,
                i -> " OR (customer = 'c-" + i + "' AND total > " + i + ".25)",
                "");
    }

    static String shell(int size, String id) {
        return sized(
                size,
                "git log --oneline --author=\"$USER\" -n " + id + " | grep -v 'merge' | sort > /tmp/log.txt",
                i -> " && cp build/report-" + i + ".html out/",
                "");
    }
}
