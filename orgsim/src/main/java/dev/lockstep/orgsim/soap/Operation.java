package dev.lockstep.orgsim.soap;

/// What one call does: it reads its arguments, lets the org work, and writes the results into the response element.
interface Operation {
    /// Carries out a call.
    ///
    /// @throws SoapFault or an `OrgFault` when the call is refused as a whole; nothing it wrote is sent then
    void carryOut(SoapCall call, XmlWriter out);
}
