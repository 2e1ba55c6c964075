package dev.agentguard.approval;

/** Whether a human can take in and confirm a request: what cannot be shown whole is not put to them. */
final class Legible {

    private static final int LONGEST_NAME = 500;
    private static final int MOST_TARGETS = 100;
    private static final int MOST_LINES = 500;
    private static final int MOST_CHARACTERS = 64 << 10;

    private Legible() {}

    static void check(ApprovalSubject subject) throws ApprovalException {
        if (subject.confirm().isBlank()) {
            throw new ApprovalException("there is no name that a human could type to confirm this");
        }
        if (subject.confirm().length() > LONGEST_NAME) {
            throw new ApprovalException(
                    "the name that a human would type is longer than " + LONGEST_NAME + " characters");
        }
        if (subject.targets().isEmpty()) {
            throw new ApprovalException("there is no target that a human could be shown");
        }
        int characters = subject.confirm().length();
        for (ApprovalTarget target : subject.targets()) {
            characters += target.operation().length() + target.resource().length();
        }
        for (String line : subject.lines()) {
            characters += line.length();
        }
        for (String reason : subject.reasons()) {
            characters += reason.length();
        }
        if (subject.targets().size() > MOST_TARGETS
                || subject.lines().size() + subject.reasons().size() > MOST_LINES
                || characters > MOST_CHARACTERS) {
            throw new ApprovalException("this is more than a human can look through ("
                    + subject.targets().size() + " targets, " + subject.lines().size() + " lines, " + characters
                    + " characters); do less at a time");
        }
    }

    static String shortened(String text) {
        String visible = Visible.text(text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text);
        return text.length() > LONGEST_NAME ? visible + "…" : visible;
    }
}
