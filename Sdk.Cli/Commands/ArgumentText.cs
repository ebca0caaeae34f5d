using System.Text;

namespace Virtwire.Sdk.Cli.Commands;

/// <summary>Where the text of an argument comes from: itself, <c>@file</c>, or <c>-</c> for standard input. <c>@@x</c> is the text <c>@x</c>.</summary>
internal sealed class ArgumentText(TextReader input)
{
    private bool _inputTaken;

    /// <summary>The text that <paramref name="argument"/> stands for.</summary>
    public string Read(string option, string argument)
    {
        if (argument == "-")
            return ReadInput(option);
        if (argument.StartsWith("@@", StringComparison.Ordinal))
            return argument[1..];
        return argument.Length > 1 && argument[0] == '@' ? ReadFile(option, argument[1..], File.ReadAllText) : argument;
    }

    /// <summary>The bytes that <paramref name="argument"/> stands for; text as UTF-8.</summary>
    public byte[] ReadBytes(string option, string argument)
    {
        if (argument.Length > 1 && argument[0] == '@' && argument[1] != '@')
            return ReadFile(option, argument[1..], File.ReadAllBytes);
        return Encoding.UTF8.GetBytes(Read(option, argument));
    }

    private string ReadInput(string option)
    {
        if (_inputTaken)
            throw new UsageException($"{option} wants standard input, which another argument has read already.");
        _inputTaken = true;
        return input.ReadToEnd();
    }

    private static T ReadFile<T>(string option, string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} can't read the file '{path}': {failure.Message}");
        }
    }
}
