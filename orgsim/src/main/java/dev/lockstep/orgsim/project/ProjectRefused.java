package dev.lockstep.orgsim.project;

/// No org can be made of the project. The message is one sentence that names file and place, and says what to do.
public final class ProjectRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectRefused(String message) {
        super(message);
    }
}
