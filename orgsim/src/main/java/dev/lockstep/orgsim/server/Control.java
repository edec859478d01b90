package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import java.util.List;
import java.util.Optional;

/// One part of what may be asked of the simulator itself, below `/orgsim`.
interface Control {
    /// Empty where the request isn't for this part.
    ///
    /// @throws IllegalArgumentException with one sentence that says what is wrong
    Optional<Answer> answer(ControlCall call);

    /// What may be asked of this part, as people read it: `GET /clock`.
    List<String> offers();
}
