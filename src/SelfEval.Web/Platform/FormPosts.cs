using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SelfEval.Web.Platform;

/// <summary>How a page takes a form: validate, act, or show the page again with what was typed and the reasons at the fields.</summary>
public static class FormPosts
{
    /// <param name="page">The page that was posted to; its form is bound to a property named Input.</param>
    /// <param name="validator">The page's own validator.</param>
    /// <param name="input">What was posted.</param>
    /// <param name="act">The operation and where to go next; may throw <see cref="InvalidInput"/>.</param>
    /// <param name="reload">Loads what the page shows beside the form, when it has to be shown again.</param>
    public static async Task<IActionResult> PostAsync<T>(
        this PageModel page, IValidator<T> validator, T input, Func<Task<IActionResult>> act, Func<Task>? reload = null)
    {
        var result = await validator.ValidateAsync(input);
        foreach (var error in result.Errors) page.ModelState.AddModelError($"Input.{error.PropertyName}", error.ErrorMessage);
        if (page.ModelState.IsValid)
        {
            try
            {
                return await act();
            }
            catch (InvalidInput invalid)
            {
                foreach (var (field, messages) in invalid.Errors)
                    foreach (var message in messages)
                        page.ModelState.AddModelError(field.Length == 0 ? "" : $"Input.{field}", message);
            }
        }

        if (reload is not null) await reload();
        return new PageResult { StatusCode = StatusCodes.Status400BadRequest };
    }
}
