package dev.agentguard.approval;

/**
 * What became of a human's answer.
 *
 * @param accepted whether the answer was taken
 * @param message what happened, for the human; lower case, no final period
 */
public record Answer(boolean accepted, String message) {

    static Answer accepted(String message) {
        return new Answer(true, message);
    }

    static Answer refused(String message) {
        return new Answer(false, message);
    }
}
