package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trailers of commit messages: "Co-authored-by", "`Signed-off-by: …`". */
final class CommitTrailers {

    static final Condition CO_AUTHORS = AllOf.of(
            AnyOf.of(CommandShape.of("git", "commit"), Operates.writing("tool:*commit*")),
            new TextHas(List.of("co-authored-by", "co-author")));

    private static final List<String> TRAILERS =
            List.of("co-authored-by", "signed-off-by", "assisted-by", "generated-by", "reviewed-by", "generated with");

    private CommitTrailers() {}

    /** Returns the trailer of a commit message that a piece of code names, or null: {@code Signed-off-by: …}. */
    static @Nullable String of(String code) {
        String text = code.toLowerCase(Locale.ROOT);
        return TRAILERS.stream().filter(text::startsWith).findFirst().orElse(null);
    }

    /** A commit with this trailer. */
    static Condition adding(String trailer) {
        Condition said = AllOf.of(
                AnyOf.of(CommandShape.of("git", "commit"), Operates.writing("tool:*commit*")),
                new TextHas(List.of(TextHas.squeezed(trailer))));
        return trailer.equals("signed-off-by")
                ? AnyOf.of(
                        said, GitCommands.with("git", "-s", "commit"), GitCommands.with("git", "--signoff", "commit"))
                : said;
    }
}
