namespace NhsIoT.Sdk.Devices;

/// <summary>The way of commands to devices. A contract only: no room implements it yet.</summary>
/// <remarks>
/// An implementation sends nothing before the interlock holds and nothing after the command expired, sends one id once however
/// often it is asked for, and writes each step to the audit trail. Thread-safe.
/// </remarks>
public interface ICommandChannel
{
    /// <summary>Asks for a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends the wait; the command may then be asked for or not: ask again with the same id.</param>
    /// <returns>Its last step: of a known id that of the first asking, and nothing new begins.</returns>
    /// <exception cref="ArgumentException">The id is known with another device, action or argument.</exception>
    ValueTask<DeviceCommandStep> RequestAsync(DeviceCommand command, CancellationToken cancellationToken);

    /// <summary>Takes a person's step: approves or refuses a command that waits.</summary>
    /// <param name="decision">The step; its state is <see cref="DeviceCommandState.Approved"/> or <see cref="DeviceCommandState.Refused"/>.</param>
    /// <param name="cancellationToken">Ends the wait; the step may then be taken or not.</param>
    /// <returns>The last step of the command, which is another one where it waits no longer.</returns>
    /// <exception cref="ArgumentException">
    /// The command is not known, the step names no person, another state, or the one who asked as the one who approves.
    /// </exception>
    ValueTask<DeviceCommandStep> DecideAsync(DeviceCommandStep decision, CancellationToken cancellationToken);

    /// <summary>Gives the steps of a command as they happen.</summary>
    /// <param name="commandId">The id of the command.</param>
    /// <param name="cancellationToken">Ends the sequence.</param>
    /// <returns>All steps from the first on; it ends with the final one. Empty where the id is not known.</returns>
    IAsyncEnumerable<DeviceCommandStep> StepsAsync(string commandId, CancellationToken cancellationToken);
}
