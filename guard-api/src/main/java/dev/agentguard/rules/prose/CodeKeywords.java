package dev.agentguard.rules.prose;

import java.util.Set;

/** Words of programming languages, and of a shell, that no command line starts with. */
final class CodeKeywords {

    private static final Set<String> KEYWORDS = Set.of(
            "any",
            "enum",
            "type",
            "let",
            "const",
            "var",
            "if",
            "for",
            "while",
            "do",
            "case",
            "function",
            "return",
            "import",
            "export",
            "class",
            "new",
            "try",
            "catch",
            "await",
            "async",
            "static",
            "void",
            "null",
            "true",
            "false",
            "eval",
            "instanceof",
            "typeof",
            "exec",
            "time",
            "select",
            "test",
            "at",
            "as",
            "local",
            "declare",
            "set",
            "unset",
            "read",
            "source",
            "use",
            "require",
            "delete",
            "throw",
            "yield",
            "this",
            "self",
            "super",
            "print",
            "main",
            "master",
            "develop",
            "in",
            "is",
            "not",
            "and",
            "or");

    private CodeKeywords() {}

    static boolean isOne(String word) {
        return KEYWORDS.contains(word);
    }
}
