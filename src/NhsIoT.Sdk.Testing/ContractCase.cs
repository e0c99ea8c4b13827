namespace NhsIoT.Sdk.Testing;

/// <summary>One rule of a contract, as a case that any test framework can run: it ends, or it throws.</summary>
/// <typeparam name="TMaker">What makes the thing that has to keep the contract.</typeparam>
/// <remarks>Each run makes a new one and disposes it. Immutable.</remarks>
public sealed class ContractCase<TMaker>
{
    private readonly Func<TMaker, Task> _run;

    internal ContractCase(string name, Func<TMaker, Task> run)
    {
        Name = name;
        _run = run;
    }

    /// <summary>Gets the rule, as a sentence.</summary>
    /// <value>Unique among the cases of its contract.</value>
    public string Name { get; }

    /// <summary>Tries the rule.</summary>
    /// <param name="maker">What makes the thing under test.</param>
    /// <returns>A task that ends when the rule was kept.</returns>
    /// <exception cref="ContractException">The rule was broken.</exception>
    public async Task RunAsync(TMaker maker)
    {
        ArgumentNullException.ThrowIfNull(maker);
        try
        {
            await _run(maker).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not ContractException)
        {
            throw new ContractException($"{Name}: {fault.GetType().Name}: {fault.Message}", fault) { Rule = Name };
        }
        catch (ContractException broken) when (broken.Rule is null)
        {
            throw new ContractException($"{Name}: {broken.Message}", broken) { Rule = Name };
        }
    }

    /// <summary>Gives the name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
