import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

const { url } = server
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

/** What the clipboard holds after a screenshot. */
async function pasteScreenshot(page: Page): Promise<void> {
  await page.locator('[data-composer]').evaluate(async (composer) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 20, height: 10 })
    canvas.getContext('2d')!.fillRect(2, 2, 5, 5)
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([picture!], 'image.png', { type: 'image/png' }))
    composer.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
}

async function drop(page: Page, name: string, content: string): Promise<void> {
  await page.getByTestId('messages').evaluate(
    (messages, [fileName, text]) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text!], fileName!, { type: 'application/octet-stream' }))
      messages.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    },
    [name, content],
  )
}

test('a screenshot and a PDF go to the other side, and go with their message', async () => {
  const [lena, carol] = [
    await Person.arrive(browser, url, 'lena'),
    await Person.arrive(browser, url, 'carol', { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true, acceptDownloads: true }),
  ]
  const talk = await (await RestCaller.logIn(url, 'carol')).direct('lena')
  await lena.open(talk)
  await carol.open(talk)
  const words = unique('See both')
  await lena.write(unique('first'))
  const uploads = lena.page.getByRole('list', { name: 'Files of the next message' })

  await pasteScreenshot(lena.page)
  await pasteScreenshot(lena.page)
  await drop(lena.page, 'Übersicht.pdf', '%PDF-1.4\nAmbrosia\n%%EOF\n')
  await drop(lena.page, 'setup.exe', 'MZ')
  await uploads.getByText('Such a file is not allowed').waitFor()
  await expect.poll(() => uploads.locator('[data-upload="done"]').count()).toBe(3)
  await lena.composer.fill(words)
  const send = lena.page.getByRole('button', { name: 'Send' })
  expect(await send.isDisabled()).toBe(true)
  await lena.screenshot('attachments-composer')
  await uploads.getByRole('button', { name: 'Do not attach setup.exe' }).click()
  await send.click()

  // Its row is another one before it is stored.
  await lena.row(words).locator('[data-picture="shown"]').nth(1).waitFor()
  const [said, picture] = await Promise.all(
    [lena.row(words).getByText(words), lena.row(words).locator('[data-picture]').first()].map((part) => part.boundingBox()),
  )
  expect(said!.y + said!.height, 'words stand above the pictures').toBeLessThanOrEqual(picture!.y)
  expect(await lena.row(words).innerText()).toContain('24 bytes')
  await carol.sees(words)
  const row = carol.row(words)
  await expect.poll(() => row.locator('[data-picture="shown"]').count()).toBe(2)
  await carol.screenshot('attachments-390')
  const viewer = carol.page.getByRole('dialog', { name: 'Picture' })
  await row.getByRole('button', { name: 'Show image.png' }).first().tap()
  await viewer.getByRole('img', { name: 'image.png' }).waitFor()
  await carol.screenshot('attachments-viewer-390')
  const position = viewer.getByRole('status')
  await carol.page.keyboard.press('ArrowRight')
  await position.getByText('(2 of 2)').waitFor()
  await carol.page.keyboard.press('ArrowRight')
  await viewer.getByRole('button', { name: 'Previous picture' }).tap()
  await position.getByText('(1 of 2)').waitFor()
  await viewer.getByRole('button', { name: 'Original size' }).tap()
  await viewer.getByRole('button', { name: 'Fit to the window' }).waitFor()
  await carol.page.goBack()
  await viewer.waitFor({ state: 'detached' })
  const download = carol.page.waitForEvent('download')
  const opened = carol.context.waitForEvent('page').then((page) => page.waitForEvent('download'))
  await row.getByRole('button', { name: /Übersicht\.pdf/ }).tap()
  const file = await Promise.race([download, opened])
  expect(file.suggestedFilename()).toBe('Übersicht.pdf')
  expect(await uploads.count()).toBe(0)

  await lena.row(words).hover()
  await lena.row(words).getByRole('button', { name: 'Message actions' }).click()
  await lena.page.getByRole('menu').getByRole('menuitem', { name: 'Delete' }).click()
  await lena.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  for (const person of [lena, carol]) {
    await person.messages.locator('em', { hasText: 'This message was deleted' }).last().waitFor()
    await expect.poll(() => person.page.getByRole('button', { name: /Übersicht\.pdf/ }).count()).toBe(0)
  }
  expect([...lena.complaints, ...carol.complaints]).toEqual([])
  await Promise.all([lena.context.close(), carol.context.close()])
})

test('a photo of a phone becomes a picture that all can see, without the place where it was taken', async () => {
  const [lena, carol] = [await Person.arrive(browser, url, 'lena'), await Person.arrive(browser, url, 'carol')]
  const caller = await RestCaller.logIn(url, 'carol')
  const talk = await caller.direct('lena')
  await lena.open(talk)
  await carol.open(talk)
  const words = unique('Look')
  const [photo, avif] = ['heic', 'avif'].map((kind) => readFileSync(join(import.meta.dirname, `../../../test/resources/attachment/photo.${kind}`))) as [
    Buffer,
    Buffer,
  ]
  expect(photo.includes('GPS 52.5200 N')).toBe(true)
  const uploads = carol.page.getByRole('list', { name: 'Files of the next message' })

  await carol.page
    .locator('input[type="file"]')
    .first()
    .setInputFiles([
      { name: 'IMG_1.HEIC', mimeType: '', buffer: photo },
      { name: 'IMG_2.avif', mimeType: 'image/avif', buffer: avif },
      // Cannot be decoded, and goes out as it is.
      { name: 'cut.heic', mimeType: 'image/heic', buffer: Buffer.concat([photo.subarray(0, 600), Buffer.alloc(photo.length - 600)]) },
    ])
  await uploads.getByText('IMG_1.jpg').waitFor()
  await expect.poll(() => uploads.locator('[data-upload="uploading"], [data-upload="waiting"]').count()).toBe(0)
  expect(await uploads.innerText()).toContain('cut.heic')
  for (const failed of await uploads.getByRole('button', { name: 'Do not attach cut.heic' }).all()) await failed.click()
  await carol.composer.fill(words)
  await carol.page.getByRole('button', { name: 'Send' }).click()

  await lena.sees(words)
  await expect.poll(() => lena.row(words).locator('[data-picture="shown"]').count()).toBe(2)
  await lena.row(words).getByRole('button', { name: 'Show IMG_2.avif' }).click()
  await lena.page.getByRole('dialog', { name: 'Picture' }).getByRole('img', { name: 'IMG_2.avif' }).waitFor()
  await lena.screenshot('attachments-avif')
  await lena.page.keyboard.press('Escape')
  const { lines } = await caller.call<{ lines: { content?: string; attachments?: { attachmentId: string; contentType: string }[] }[] }>(
    'GET',
    `/conversations/${talk}/timeline?limit=5`,
  )
  const file = lines.find(({ content }) => content === words)!.attachments![0]!
  expect(file).toMatchObject({ name: 'IMG_1.jpg', contentType: 'image/jpeg', width: 32, height: 24 })
  const stored = await fetch(`${url}/api/v1/attachments/${file.attachmentId}`, { headers: { Authorization: `Bearer ${caller.token}` } })
  expect(Buffer.from(await stored.arrayBuffer()).toString('latin1')).not.toMatch(/GPS|Exif/)
  expect([...lena.complaints, ...carol.complaints]).toEqual([])
  await Promise.all([lena.context.close(), carol.context.close()])
})

test('files that are chosen offline go out after the reconnect, and stay with their conversation', async () => {
  const lena = await Person.arrive(browser, url, 'lena')
  const caller = await RestCaller.logIn(url, 'lena')
  const [talk, other] = [await caller.direct('carol'), await caller.direct('dave')]
  await lena.open(other)
  await lena.open(talk)
  const words = unique('The log of last night')
  const uploads = lena.page.getByRole('list', { name: 'Files of the next message' })

  await drop(lena.page, 'evening.txt', 'all was quiet')
  await uploads.locator('[data-upload="done"]').getByText('evening.txt').waitFor()
  await lena.context.setOffline(true)
  await lena.page.locator('[data-connection]').waitFor()
  await drop(lena.page, 'night.txt', 'nothing happened')
  await uploads.locator('[data-upload="waiting"]').waitFor()
  await lena.screenshot('attachments-offline')
  await lena.open(other)
  await uploads.waitFor({ state: 'detached' })
  await lena.context.setOffline(false)
  await lena.online()
  expect(await uploads.count()).toBe(0)
  await lena.open(talk)
  await expect.poll(() => uploads.locator('[data-upload="done"]').count()).toBe(2)
  await lena.composer.fill(words)
  await lena.page.getByRole('button', { name: 'Send' }).click()

  for (const name of [/evening\.txt/, /night\.txt/]) await lena.row(words).getByRole('button', { name }).waitFor()
  expect(lena.complaints).toEqual([])
  await lena.context.close()
})

test('messages with files that were written offline go out after a reload and the reconnect, once and in order', async () => {
  const [lena, carol] = [await Person.arrive(browser, url, 'lena'), await Person.arrive(browser, url, 'carol')]
  const talk = await (await RestCaller.logIn(url, 'lena')).direct('carol')
  await lena.open(talk)
  await carol.open(talk)
  const { page } = lena
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)).toBe('activated')
  const word = unique('tunnel')
  const uploads = page.getByRole('list', { name: 'Files of the next message' })
  const waiting = page.getByRole('list', { name: 'Files that are not uploaded yet' })
  const filesKept = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opened = indexedDB.open('chat.files')
          opened.addEventListener('error', () => reject(opened.error))
          opened.addEventListener('success', () => {
            const count = opened.result.transaction('chat.files').objectStore('chat.files').count()
            count.addEventListener('success', () => resolve(count.result))
          })
        }),
    )

  await lena.context.setOffline(true)
  await page.locator('[data-connection]').waitFor()
  await pasteScreenshot(page)
  await uploads.locator('[data-upload="waiting"] img').waitFor()
  await lena.write(`Screenshot ${word}`)
  await drop(page, 'setup.exe', 'MZ')
  await uploads.locator('[data-upload="waiting"]').waitFor()
  await lena.write(`Program ${word}`)
  await lena.write(`Words ${word}`)
  await expect.poll(() => waiting.locator('[data-upload="waiting"]').count()).toBe(2)
  await waiting.locator('img').waitFor()
  await lena.screenshot('attachments-written-offline')
  await expect.poll(filesKept).toBe(2)
  await page.reload()
  await page.getByRole('heading', { name: 'The chat server does not answer' }).waitFor()
  await lena.context.setOffline(false)
  await lena.online()

  await carol.row(`Screenshot ${word}`).locator('[data-picture="shown"]').waitFor()
  await carol.sees(`Words ${word}`)
  const refused = page.locator('[data-outgoing="failed"]')
  await refused.getByText('Such a file is not allowed').waitFor()
  await refused.scrollIntoViewIfNeeded()
  await lena.screenshot('attachments-refused')
  expect(await carol.texts(word)).toEqual([`Screenshot ${word}`, `Words ${word}`])
  await refused.getByRole('button', { name: 'Send it without setup.exe' }).click()

  await carol.sees(`Program ${word}`)
  const all = [`Screenshot ${word}`, `Words ${word}`, `Program ${word}`]
  await expect.poll(() => lena.texts(word)).toEqual(all)
  expect(await carol.texts(word)).toEqual(all)
  expect(await lena.row(`Screenshot ${word}`).locator('[data-picture]').count()).toBe(1)
  await expect.poll(filesKept).toBe(0)
  expect([...lena.complaints, ...carol.complaints]).toEqual([])
  await Promise.all([lena.context.close(), carol.context.close()])
})
